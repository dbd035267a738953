/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fields of "a=1&b=%C3%A4+c" (application/x-www-form-urlencoded), decoded into bytes of any kind, in the order they came. */
typedef struct {
  GString *name;
  GString *value;
} SoFormField;
void so_form_field_free (SoFormField *field);

/* Never fails: what does not decode stays as it is, as browsers and providers do it. GPtrArray of SoFormField. */
GPtrArray *so_form_parse (const char *data, gsize length);
/* The value of the first one, as text; NULL where there is none. Borrowed. */
const char *so_form_get (GPtrArray *form, const char *name);

G_END_DECLS
