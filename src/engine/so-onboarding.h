/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-studio.h"

G_BEGIN_DECLS

/* How far the set-up of a studio is: six steps in an order, each done, left out, or still to come. Kept step by step in the settings, so that
 * it can be left at any moment, killed too, and goes on there. Which channels are connected is never stored twice: the accounts say it. */
#define SO_ONBOARDING_STEPS 6

/* Setting: "2" to "6", the step to go on with, or "done". Not there: nobody began. */
#define SO_ONBOARDING_SETTING "onboarding.step"
/* "0" from the first step until Go Live: accounts are read by nobody but who asks for it. Not there: live. */
#define SO_ONBOARDING_LIVE "onboarding.live"

typedef struct {
  const char *name;        /* "account", "profile", "channels", "knowledge", "ai", "test": static */
  gint64 at;               /* when it was done or left out, ms; 0: it is still to come */
  gboolean skipped;
} SoOnboardingStep;

typedef struct {
  gboolean begun;
  guint next;              /* 1 to 6; 0: done */
  gint64 started_at;       /* ms; 0: not known */
  gint64 completed_at;     /* ms; 0: not yet */
  gboolean live;
  SoOnboardingStep steps[SO_ONBOARDING_STEPS];
  guint channels;          /* bits 1 << SoChannelKind, without the practice channel */
} SoOnboarding;

/* A short read. */
gboolean so_onboarding_load (SoStudio *studio, SoOnboarding *onboarding, GError **error);

/* The step that a setting stands for: 1 where nothing (or nonsense) is kept, 0 when done. Pure. */
guint so_onboarding_parse (const char *setting);

/* @step (1 to 6) is done, or left out. Going back to an earlier one does not make it the one to go on with; what was done is not left out
 * afterwards. @began_at: when the set-up was opened, ms. One transaction; blocking. */
gboolean so_onboarding_finish (SoStudio *studio, guint step, gboolean skipped, gint64 began_at, GError **error);

/* Go Live: what is connected is read from now on, and drafts are proposed. Nothing is ever sent by it. The last step is done with it. Blocking. */
gboolean so_onboarding_go_live (SoStudio *studio, gint64 began_at, GError **error);

/* TRUE but between the first step and Go Live. A short read. */
gboolean so_onboarding_is_live (SoDb *db);

/* "account" of 1; static. */
const char *so_onboarding_name (guint step);

G_END_DECLS
