/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-report.h"

G_BEGIN_DECLS

/* A weekly report as PDF. @logo: PNG, or NULL. NULL with an error. */
GBytes *so_paper_report (const SoReport *report, GBytes *logo, GError **error);

G_END_DECLS
