/* SPDX-License-Identifier: MIT */
#include "so-contact-pane.h"

struct _SoContactPane {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SoContactPane, so_contact_pane, ADW_TYPE_BIN)

static void
so_contact_pane_class_init (SoContactPaneClass *klass)
{
}

static void
so_contact_pane_init (SoContactPane *self)
{
}

GtkWidget *
so_contact_pane_new (void)
{
  return g_object_new (SO_TYPE_CONTACT_PANE, NULL);
}

void
so_contact_pane_set_contact (SoContactPane *self, SoStudio *studio, const char *contact_id, const char *thread_id)
{
}
