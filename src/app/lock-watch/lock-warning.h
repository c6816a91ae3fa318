/* lock-warning.h: asks whether anybody is there before an unused vault is locked.
 *
 * In the window; and as a notification, which names nothing, where another program is in front.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Its "response" is "stay" (also when it is closed) or "lock". */
AdwAlertDialog *coffret_lock_warning_show (GtkWindow *window);
/* Once it is answered, or the vault is locked. DIALOG (nullable) is closed without a response. */
void coffret_lock_warning_withdraw (GtkWindow *window, AdwAlertDialog *dialog);

G_END_DECLS
