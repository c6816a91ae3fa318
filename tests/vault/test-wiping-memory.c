#include "vault/wiping-memory.h"

#include <sqlite3.h>
#include <string.h>

static sqlite3_mem_methods libc;
static guint freed, dirty;

static void
free_and_look (void *memory)
{
  int size = libc.xSize (memory);

  freed++;
  for (int i = 0; i < size; i++)
    if (((const char *) memory)[i] != 0) {
      dirty++;
      break;
    }
  libc.xFree (memory);
}

static void
test_wipes (void)
{
  char *text = sqlite3_malloc (100);

  memset (text, 'x', 100);
  text = sqlite3_realloc (text, 100000);
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (text[i], ==, 'x');
  memset (text, 'y', 100000);
  text = sqlite3_realloc (text, 10);
  g_assert_cmpmem (text, 10, "yyyyyyyyyy", 10);
  sqlite3_free (text);
  sqlite3_free (NULL);

  g_assert_cmpuint (freed, >=, 3);
  g_assert_cmpuint (dirty, ==, 0);
}

int
main (int argc, char **argv)
{
  sqlite3_mem_methods looking;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &libc), ==, SQLITE_OK);
  looking = libc;
  looking.xFree = free_and_look;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &looking), ==, SQLITE_OK);
  coffret_wiping_memory_install ();
  g_test_add_func ("/wiping-memory/wipes", test_wipes);
  return g_test_run ();
}
