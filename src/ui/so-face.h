/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* The photos of people, no larger than they are shown. Each is read on a thread when it is asked for the first time; those that were asked for last
 * are kept with the studio. @sha256: the name of the kept picture, or NULL where a person has none. */

/* The photo that @widget draws: borrowed. NULL where there is none; where there is none yet, the widget is drawn anew when it is there. */
GdkTexture *so_face_get (GtkWidget *widget, const char *sha256);
/* Shows the photo in @avatar in place of the initials, at once or when it is there. */
void so_face_set_avatar (AdwAvatar *avatar, SoStudio *studio, const char *sha256);

/* A disc of @size pixels at (@x, @y): the middle of @photo, or where that is NULL a plain @colour. */
void so_face_draw (GtkSnapshot *snapshot, double x, double y, double size, const GdkRGBA *colour, GdkTexture *photo);
/* The colour of a disc: the same for the same name; white is readable on each. */
void so_face_get_colour (const char *name, GdkRGBA *colour);

G_END_DECLS
