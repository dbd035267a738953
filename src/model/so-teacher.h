/* SPDX-License-Identifier: MIT */
#pragma once

#include "so-entity.h"

G_BEGIN_DECLS

/* What is a break where a teacher says nothing else, in minutes. */
#define SO_TEACHER_BREAK 15

/* Who teaches, what, and when they are there. */
typedef struct {
  char *id, *name;
  char *contact_id;    /* by whom they are written to; or NULL */
  GStrv styles;        /* their specialties */
  char *week;          /* JSON: Monday first, [["09:00-12:00"], …]; NULL: whenever the studio is open */
  int max_day, max_week, max_run, min_break;   /* minutes they teach in a day, in a week, and without such a break; -1: no matter */
  int position;
} SoTeacher;

extern const SoEntity so_teacher_entity;

SoTeacher *so_teacher_new (void);
void so_teacher_free (SoTeacher *teacher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTeacher, so_teacher_free)

/* Other hours on one day. */
typedef struct {
  char *id, *teacher_id;
  char *day;           /* "2026-11-24" */
  GStrv spans;         /* "09:00-12:00"; none: not there */
  char *note;          /* "ill", or NULL */
} SoTeacherDay;

extern const SoEntity so_teacher_day_entity;
void so_teacher_day_free (SoTeacherDay *day);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SoTeacherDay, so_teacher_day_free)

G_END_DECLS
