/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-insight.h"
#include "so-store.h"

G_BEGIN_DECLS

/* What a person has beside name and addresses: SoContactField. */
GPtrArray *so_contact_fields (SoDb *db, const char *contact_id, GError **error);
/* @value NULL: takes it away. */
gboolean so_contact_field_set (SoDb *db, const char *contact_id, const char *name, const char *value, GError **error);

/* What stands at a person for a field of a detail ("name", "birthday", "goal"), where that is another value than @value and was not only
 * the number they write from; NULL: nothing stands there. *@same: that very value does. Free with g_free(). */
char *so_contact_detail_now (SoDb *db, const char *contact_id, const char *field, const char *value, const char *country, gboolean *same);
/* Enters a detail: what stood there is gone, so ask first. SO_ERROR_CHANGE where the number or address is somebody else's. */
gboolean so_contact_detail_set (SoDb *db, const char *contact_id, const char *field, const char *value, const char *country, GError **error);

G_END_DECLS
