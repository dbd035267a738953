/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-window.h"

G_BEGIN_DECLS

/* To whom, and on which channel: name, Enter, and the caret stands in an empty reply. */
#define SO_TYPE_NEW_MESSAGE (so_new_message_get_type ())
G_DECLARE_FINAL_TYPE (SoNewMessage, so_new_message, SO, NEW_MESSAGE, AdwDialog)

/* @window needs a studio. */
AdwDialog *so_new_message_new (SoWindow *window);

G_END_DECLS
