/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-account.h"
#include "so-studio.h"

G_BEGIN_DECLS

/* What the owner does to an account in the window, from wherever she does it: in the background, with a note or the error where
 * it is seen. @widget: where she is; it may go meanwhile. */

void so_account_jobs_sync (GtkWidget *widget, SoStudio *studio, const SoAccount *account);
void so_account_jobs_skip (GtkWidget *widget, SoStudio *studio, const char *id);
void so_account_jobs_pause (GtkWidget *widget, SoStudio *studio, const char *id, gboolean paused);
void so_account_jobs_rename (GtkWidget *widget, SoStudio *studio, const char *id, const char *name);
void so_account_jobs_sign (GtkWidget *widget, SoStudio *studio, const char *id, const char *signature);
/* Who takes its calls, see so_studio_set_answers(). */
void so_account_jobs_answers (GtkWidget *widget, SoStudio *studio, const char *id, const char *answers);
/* Her own phone (SO_SETTING_OWN_PHONE). */
void so_account_jobs_own_phone (GtkWidget *widget, SoStudio *studio, const char *number);
/* Asks first. */
void so_account_jobs_disconnect (GtkWidget *widget, SoStudio *studio, const SoAccount *account);
/* Another token, or signing in again. */
void so_account_jobs_renew (GtkWidget *widget, SoStudio *studio, const SoAccount *account);

G_END_DECLS
