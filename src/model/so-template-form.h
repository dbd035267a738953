/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SoTemplateForm: a provider's template taken apart into what it says and the gaps that have to be filled in, and put together
 * again as a message. Gaps are "{{1}}" or "{{first_name}}". Pure.
 */
typedef struct _SoTemplateForm SoTemplateForm;

typedef enum {
  SO_TEMPLATE_HEADER,
  SO_TEMPLATE_BODY,
  SO_TEMPLATE_LINK,    /* the end of a button's address */
  SO_TEMPLATE_CODE,    /* what a button copies */
} SoTemplatePlace;

/* Borrowed from its form. */
typedef struct {
  SoTemplatePlace place;
  guint button;         /* number of the button, from 0 */
  const char *name;     /* "1", "first_name" */
  const char *example;  /* what the provider was told could stand there; or NULL */
  const char *before;   /* the words in front of it: "Hi " */
} SoTemplateGap;

/* @components: JSON array as the provider keeps it. NULL where it is none, or says nothing. */
SoTemplateForm *so_template_form_new (const char *components);
void so_template_form_free (SoTemplateForm *form);

guint so_template_form_get_n_gaps (SoTemplateForm *form);
const SoTemplateGap *so_template_form_get_gap (SoTemplateForm *form, guint i);
/* Why a message cannot be made of it (translated), or NULL. */
const char *so_template_form_get_hindrance (SoTemplateForm *form);

/* What the customer will read: header, body, footer, each a paragraph, and buttons as "[Yes]" lines. Gaps without a value stay as
 * they are. @values: as many as there are gaps, each may be NULL. Free with g_free(). */
char *so_template_form_preview (SoTemplateForm *form, const char *const *values);

/* Why @value cannot stand in a gap (translated), or NULL. */
const char *so_template_form_check_value (const char *value);

/* {"name", "language", "components"} as a message carries it; the same values always make the same bytes, since they are hashed.
 * NULL with SO_ERROR_CHANGE where a gap has no value, or one that the provider would refuse. Free with g_free(). */
char *so_template_form_write (SoTemplateForm *form, const char *name, const char *language, const char *const *values, GError **error);
/* The values of a message that so_template_form_write() wrote, in the order of the gaps; NULL-terminated, "" where there is none. */
GStrv so_template_form_read (SoTemplateForm *form, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTemplateForm, so_template_form_free)

G_END_DECLS
