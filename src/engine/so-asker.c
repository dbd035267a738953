/* SPDX-License-Identifier: MIT */
#include "so-asker.h"

#include "so-assistant.h"
#include "so-studio-private.h"

gboolean
so_asker_has_model (SoStudio *studio, const char *agent)
{
  gpointer data;

  return so_studio_get_asker (studio, &data) != NULL || so_assistant_has_model (studio, agent);
}

SoModelAnswer *
so_asker_ask (SoStudio *studio, const char *agent, SoModelAsk *ask, SoModelPiece piece, gpointer data, GCancellable *cancellable, GError **error)
{
  gpointer own;
  g_autoptr (SoModelUse) use = NULL;
  SoAskerDouble asker = (SoAskerDouble) so_studio_get_asker (studio, &own);

  if (asker)
    return asker (agent, ask, piece, data, own, cancellable, error);
  use = so_assistant_open (studio, agent, error);
  return use ? so_assistant_ask (use, ask, piece, data, cancellable, error) : NULL;
}

void
so_asker_set_double (SoStudio *studio, SoAskerDouble asker, gpointer data)
{
  so_studio_set_asker (studio, G_CALLBACK (asker), data);
}
