/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * Reads JSON whose every member has to be what it should be. The first fault ends the reading: after it all functions answer
 * something harmless, and the error says where it is ("$.classes[3].duration") and what belongs there.
 */
typedef struct {
  GString *path;
  GError *error;         /* SO_ERROR_CHANGE */
} SoPlanReader;

void so_plan_reader_init (SoPlanReader *self);
/* Moves the fault, if there was one, to @error. TRUE if there was none. */
gboolean so_plan_reader_end (SoPlanReader *self, GError **error);

/* Names the fault at the place where the reader is, or at its member @name. */
void so_plan_fault (SoPlanReader *self, const char *name, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Goes into a member or element, and back to the length that this returned. */
gsize so_plan_enter (SoPlanReader *self, const char *name, guint i);
void so_plan_leave (SoPlanReader *self, gsize length);

/* A number that is missing or null is @missing; with @missing below @least it has to be there or may be null. */
int so_plan_int (SoPlanReader *self, JsonObject *object, const char *name, int least, int most, int missing);
#define SO_PLAN_NEEDED (-1000000)
gboolean so_plan_bool (SoPlanReader *self, JsonObject *object, const char *name, gboolean missing);
/* Borrowed; never NULL where @needed. */
const char *so_plan_string (SoPlanReader *self, JsonObject *object, const char *name, gboolean needed);
/* NULL where it is missing or null, which is a fault where @needed. Borrowed. */
JsonArray *so_plan_array (SoPlanReader *self, JsonObject *object, const char *name, guint most, gboolean needed);
JsonObject *so_plan_object (SoPlanReader *self, JsonObject *object, const char *name);
/* The element as an object; NULL with a fault. */
JsonObject *so_plan_element (SoPlanReader *self, JsonArray *array, guint i);
/* The element as a text; "" with a fault. */
const char *so_plan_text (SoPlanReader *self, JsonArray *array, guint i);

G_END_DECLS
