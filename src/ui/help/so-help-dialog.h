/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SoHelpDialog: some short pages about what is done where, to search and to read without a network. */
#define SO_TYPE_HELP_DIALOG (so_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SoHelpDialog, so_help_dialog, SO, HELP_DIALOG, AdwDialog)

/* @page: of the window ("inbox"), whose help is opened at once; NULL, or one without help: the list. */
AdwDialog *so_help_dialog_new (const char *page);

/* One page. Static; words are untranslated. */
typedef struct {
  const char *id;            /* as the page of the window where there is one */
  const char *title;
  const char *paragraphs[6]; /* ended by NULL */
} SoHelpPage;
const SoHelpPage *so_help_pages (guint *n);

G_END_DECLS
