/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

#include "so-ctl.h"

G_BEGIN_DECLS

/* What a command answers: JSON for programs, aligned text for people, both made of the same objects. */

/* Prints one object; text is "name  value" lines. Takes @object. */
gboolean so_ctl_print (SoCtl *ctl, JsonObject *object);

/* A list that is printed whole at its end, so that a failure in the middle prints nothing. */
typedef struct _SoCtlList SoCtlList;

/* @columns: member names, space separated, that the table shows. */
SoCtlList *so_ctl_list_new (SoCtl *ctl, const char *columns);
/* Takes @object. */
void so_ctl_list_add (SoCtlList *list, JsonObject *object);
/* Prints and frees it. TRUE, so that a command can end with it. */
gboolean so_ctl_list_print (SoCtlList *list);
void so_ctl_list_free (SoCtlList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoCtlList, so_ctl_list_free)

G_END_DECLS
