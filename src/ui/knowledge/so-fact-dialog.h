/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-price.h"
#include "so-question.h"
#include "so-reply-template.h"
#include "so-window.h"

G_BEGIN_DECLS

/* A price, a template or an unanswered question, being written: a form that closes when it is stored. */

/* NULL: a new one. */
void so_fact_dialog_price (SoWindow *window, const SoPrice *price);
void so_fact_dialog_template (SoWindow *window, const SoReplyTemplate *reply);
/* Its answer becomes an entry of what drafts may quote. */
void so_fact_dialog_question (SoWindow *window, const SoQuestion *question);

G_END_DECLS
