/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-tell-group.h"

G_BEGIN_DECLS

/* Mails to the owner about conversations that need her: to which address, when, and of what. */
#define SO_TYPE_TELL_MAIL_GROUP (so_tell_mail_group_get_type ())
G_DECLARE_FINAL_TYPE (SoTellMailGroup, so_tell_mail_group, SO, TELL_MAIL_GROUP, SoTellGroup)

GtkWidget *so_tell_mail_group_new (SoStudio *studio);

G_END_DECLS
