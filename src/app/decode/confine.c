#include "app/decode/confine.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define DENY(name)                                                                                 \
  BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1),                                         \
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1)

static gboolean
limit (int resource, rlim_t amount)
{
  struct rlimit both = { amount, amount };

  return setrlimit (resource, &both) == 0;
}

/* Without a filter for this processor the other limits must do. */
static gboolean
deny_system_calls (void)
{
#ifdef ARCHITECTURE
  struct sock_filter filter[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    DENY (socket),
    DENY (socketpair),
    DENY (connect),
    DENY (bind),
    DENY (execve),
    DENY (execveat),
    DENY (ptrace),
    DENY (process_vm_readv),
    DENY (process_vm_writev),
    DENY (kill),
    DENY (tkill),
    DENY (mount),
    DENY (unshare),
    DENY (setns),
    DENY (bpf),
    DENY (perf_event_open),
    DENY (userfaultfd),
    DENY (keyctl),
    DENY (add_key),
    DENY (request_key),
    DENY (io_uring_setup),
    DENY (unlinkat),
    DENY (renameat2),
    DENY (linkat),
    DENY (symlinkat),
    DENY (mkdirat),
    DENY (fchmodat),
    DENY (truncate),
#ifdef __NR_fork
    DENY (fork),
    DENY (vfork),
    DENY (unlink),
    DENY (rename),
    DENY (link),
    DENY (symlink),
    DENY (mkdir),
    DENY (rmdir),
    DENY (chmod),
#endif
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = { G_N_ELEMENTS (filter), filter };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
#else
  return TRUE;
#endif
}

gboolean
coffret_confine (guint megabytes, guint seconds)
{
  /* What cannot be written is an error to whoever tried, and not the end. */
  signal (SIGXFSZ, SIG_IGN);
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0) == 0 &&
#ifndef __SANITIZE_ADDRESS__
         limit (RLIMIT_AS, megabytes * 1024UL * 1024) &&
#endif
         limit (RLIMIT_CPU, seconds) && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CORE, 0) &&
         limit (RLIMIT_NOFILE, 64) && deny_system_calls ();
}
