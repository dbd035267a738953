/* SPDX-License-Identifier: MIT */
#include "so-room.h"

#include "so-error.h"

#define LARGEST 10000
#define LONGEST_TURNOVER 240

static gboolean
check (gpointer value, GError **error)
{
  SoRoom *room = value;

  if (!so_entity_check_name (&room->name, "A room's name has 1 to 200 characters.", error))
    return FALSE;
  if (room->capacity < 1 || room->capacity > LARGEST)
    return so_fail (error, SO_ERROR_CHANGE, "A room is for 1 to 10000 people.");
  if (room->turnover < 0 || room->turnover > LONGEST_TURNOVER)
    return so_fail (error, SO_ERROR_CHANGE, "Between two classes in a room there are 0 to 240 minutes.");
  if (!room->features)
    room->features = g_new0 (char *, 1);
  return TRUE;
}

#define FIELD(name, type) { #name, SO_ENTITY_##type, G_STRUCT_OFFSET (SoRoom, name) }
static const SoEntityField fields[] = { FIELD (name, TEXT), FIELD (capacity, NUMBER), FIELD (features, WORDS), FIELD (turnover, NUMBER), FIELD (position, NUMBER), { NULL } };
#undef FIELD

const SoEntity so_room_entity = { "room", sizeof (SoRoom), fields, "There is no such room in this studio.", "position, name, n", check };

SoRoom *
so_room_new (void)
{
  SoRoom *room = g_new0 (SoRoom, 1);

  room->capacity = 1;
  room->features = g_new0 (char *, 1);
  return room;
}

void
so_room_free (SoRoom *room)
{
  so_entity_free (&so_room_entity, room);
}
