/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/**
 * How a studio is set up, as one file that a friend can make, or a second studio begin with: profile, hours, prices, knowledge, templates, follow-ups,
 * rules, fields of people, questions to leads and preferences. Never a secret, a customer, a message or an account; nor what would send by itself,
 * erase, or ask somebody else for the owner: these are switched on by her alone (docs/studioctl.md).
 *
 * {"format": "studio-os-setup", "version": 1, "profile": {…}, "settings": {…}, "prices": […], "knowledge": […], "templates": […], "follow_ups": […],
 *  "rules": […], "fields": […]}; what is missing stays as it is.
 */

/* The text of the file; the same of two studios that are set up alike. Blocking; free with g_free(). */
char *so_setup_write (SoStudio *studio, GError **error);
/* The same into a file. */
gboolean so_setup_save (SoStudio *studio, const char *path, GError **error);

/* One thing that is other than before. */
typedef struct {
  char *part;            /* "prices", as in the file */
  char *name;            /* "Beginner Salsa" */
  gboolean added;        /* FALSE: it was there, and says something else now */
} SoSetupChange;
void so_setup_change_free (gpointer change);

/**
 * so_setup_read: makes the studio what @text says, in one transaction and one step of undo; nothing is removed. What is there by the same name is
 * changed, all else is new, rules are off.
 * @dry_run: nothing is stored, only said
 * @backup: (nullable): set to the file of a backup that was made before; free with g_free()
 *
 * Blocking. Returns: SoSetupChange, none where all is so already; NULL with SO_ERROR_CHANGE that names the place, and nothing is changed then.
 */
GPtrArray *so_setup_read (SoStudio *studio, const char *text, gboolean dry_run, char **backup, GError **error);
/* The same of a file, at most 4 MiB. */
GPtrArray *so_setup_load (SoStudio *studio, const char *path, gboolean dry_run, char **backup, GError **error);

G_END_DECLS
