/* commands.h: what coffretctl can do; one file each. */
#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

CoffretExit coffret_command_verify (const CoffretOptions *options);
CoffretExit coffret_command_import (const CoffretOptions *options);
CoffretExit coffret_command_list (const CoffretOptions *options);
CoffretExit coffret_command_show (const CoffretOptions *options);
CoffretExit coffret_command_groups (const CoffretOptions *options);
CoffretExit coffret_command_share (const CoffretOptions *options);
CoffretExit coffret_command_shares (const CoffretOptions *options);
CoffretExit coffret_command_backup (const CoffretOptions *options);
CoffretExit coffret_command_restore (const CoffretOptions *options);
CoffretExit coffret_command_salvage (const CoffretOptions *options);
CoffretExit coffret_command_practice (const CoffretOptions *options);
CoffretExit coffret_command_summary (const CoffretOptions *options);
CoffretExit coffret_command_handout (const CoffretOptions *options);
CoffretExit coffret_command_check (const CoffretOptions *options);

G_END_DECLS
