/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-webhook.h"

G_BEGIN_DECLS

/* Twilio signs the address that it was told to call and every field of the form, sorted; of other bodies the address carries a hash. */
SoWebhookVerdict so_webhook_judge_twilio (const SoWebhookRequest *request, const SoWebhookTrust *trust);

G_END_DECLS
