/* SPDX-License-Identifier: MIT */
#include "so-field-kind.h"

void
so_field_kind_free (SoFieldKind *kind)
{
  if (!kind)
    return;
  g_free (kind->id);
  g_free (kind->name);
  g_free (kind->label);
  g_free (kind->kind);
  g_free (kind->choices);
  g_free (kind);
}
