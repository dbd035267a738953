/* SPDX-License-Identifier: MIT */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SoEntity: what the fields of a plain value are called, so that the store reads and writes its row, a verb takes it as JSON and studioctl prints it by one
 * list. A value is a struct whose first member is `char *id`; the names are those of the columns.
 */
typedef enum {
  SO_ENTITY_TEXT,      /* char *; NULL is null */
  SO_ENTITY_NUMBER,    /* int */
  SO_ENTITY_MAYBE,     /* int; -1 is null */
  SO_ENTITY_FLAG,      /* gboolean; 0 and 1 in the store */
  SO_ENTITY_WORDS,     /* GStrv; NULL is null. A JSON array of texts */
  SO_ENTITY_JSON,      /* char *, the text of an array or object; NULL is null */
} SoEntityType;

typedef struct {
  const char *name;
  SoEntityType type;
  gsize offset;
} SoEntityField;

typedef struct {
  const char *table;           /* in the store */
  gsize size;                  /* of the struct */
  const SoEntityField *fields; /* without id; ends with one without a name */
  const char *missing;         /* what is said where there is none with an id */
  const char *order;           /* of a list: columns, ours */
  gboolean (*check) (gpointer value, GError **error);   /* SO_ERROR_CHANGE, a sentence, where it cannot be; may tidy it */
} SoEntity;

void so_entity_free (const SoEntity *entity, gpointer value);
gpointer so_entity_copy (const SoEntity *entity, gconstpointer value);

/* Sets what @object names; what it names and does not know is an error, SO_ERROR_CHANGE, and so is a member of another type. Checks the whole. */
gboolean so_entity_set (const SoEntity *entity, gpointer value, JsonObject *object, GError **error);
/* All fields, and the id. Free with json_object_unref(). */
JsonObject *so_entity_describe (const SoEntity *entity, gconstpointer value);

/* Lists as they are stored: ["a","b"]. NULL for NULL. */
char *so_entity_write_words (const char *const *words);
/* NULL for NULL, or where it is none. */
GStrv so_entity_read_words (const char *json);

/* "A room's name has 1 to 200 characters.": @sentence where @name has none or more. Takes the space around it away. */
gboolean so_entity_check_name (char **name, const char *sentence, GError **error);

G_END_DECLS
