/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-guard.h"

G_BEGIN_DECLS

/* Adds a finding, unless the same was found already. */
void so_guard_add (GPtrArray *findings, SoGuardKind kind, const char *words);

/* so-guard-number.c: amounts, times, shares and numbers of @text that stand in none of the facts. */
void so_guard_numbers (const char *text, const SoGuardFacts *facts, GPtrArray *findings);

/* so-guard-reach.c: links and people. */
void so_guard_links (const char *text, const SoGuardFacts *facts, GPtrArray *findings);
void so_guard_people (const char *text, const SoGuardFacts *facts, GPtrArray *findings);

G_END_DECLS
