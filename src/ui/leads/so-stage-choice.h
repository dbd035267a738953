/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "so-stage.h"

G_BEGIN_DECLS

/* @reason: why they are lost, a nick of so-lost-reason.h or the owner's words; NULL for any other stage. */
typedef void (*SoStageChosen) (SoStage stage, const char *reason, gpointer owner);

/* One of the six stages by its digit, and of LOST why. @current: the stage that holds now, or -1. @owner (a GObject) is kept until it is closed. */
void so_stage_choice_present (GtkWidget *parent, int current, SoStageChosen chosen, gpointer owner);
/* The same where it is LOST already: only why. */
void so_stage_choice_present_reasons (GtkWidget *parent, SoStageChosen chosen, gpointer owner);

/* What the verb takes: "LOST price". Free with g_free(). */
char *so_stage_choice_dup_argument (SoStage stage, const char *reason);

G_END_DECLS
