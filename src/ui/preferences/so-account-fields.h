/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-channel-kind.h"

G_BEGIN_DECLS

/* What an owner has to enter for an account of a channel, in the order of the form. */
typedef struct {
  SoChannelKind channel;
  const char *key;       /* of the account's settings; "address": its address; "" for the secret */
  const char *title;     /* translate with gettext */
  gboolean optional;
  const char *service;   /* of the channel's services only this one asks for it; NULL: it has one, or each of them does */
} SoAccountField;

/* Who a channel may come from, where that is to be chosen. */
typedef struct {
  SoChannelKind channel;
  const char *nick;      /* as SoAccount.transport */
  const char *label;     /* a name: not translated */
} SoAccountService;
const SoAccountService *so_account_services (guint *n);

/* All of them, *@n long. */
const SoAccountField *so_account_fields (guint *n);

/* Of every channel: its own server, or a proxy, in place of the provider's. */
const SoAccountField *so_account_field_server (void);

/* Where the provider shows these, in a sentence; translated. */
const char *so_account_fields_help (SoChannelKind channel);

G_END_DECLS
