/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands before a message: "[08.08.19, 13:25:07] " or "8/8/19, 1:25 PM - ". Which of the three
 * numbers is the day is not known from one line. */
typedef struct {
  int date[3];        /* in the order in which they stand */
  int hour, minute;   /* 24 h already where AM or PM was understood */
  int second;
  gboolean year_first;/* the first number has four digits */
  guint shape;        /* how it is written: all headers of one export share it */
  gsize length;       /* bytes up to the text */
} SoWhatsappHeader;

typedef enum {
  SO_DATE_ORDER_DMY,
  SO_DATE_ORDER_MDY,
  SO_DATE_ORDER_YMD,
} SoDateOrder;

/* Bytes of marks that show nothing (direction, BOM) at @text. */
gsize so_whatsapp_marks (const char *text);

/* FALSE where @text (valid UTF-8) does not begin like a message. */
gboolean so_whatsapp_header_parse (const char *text, SoWhatsappHeader *header);

/* The date as year, month, day; FALSE where it is none in this order. Two-digit years are of this
 * century; Buddhist and Persian years are turned into Gregorian ones. */
gboolean so_whatsapp_header_date (const SoWhatsappHeader *header, SoDateOrder order, int ymd[3]);

/* ms UTC of the header read in @order and @zone; FALSE where the date does not exist. */
gboolean so_whatsapp_header_time (const SoWhatsappHeader *header, SoDateOrder order, GTimeZone *zone, gint64 *ms);

G_END_DECLS
