/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* A list of questions and answers that the owner has already: from a file (.md, .txt, .csv), or pasted. What would come in is shown first. */
AdwDialog *so_faq_dialog_new (SoStudio *studio);

G_END_DECLS
