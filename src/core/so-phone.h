/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * so_phone_normalise: digits of a phone number in international form ("+4930123456").
 *
 * @text: as a person wrote it: spaces, dots, dashes, brackets, "00" for "+", Unicode digits and
 *   direction marks are understood; anything else makes it no phone number.
 * @country: calling code of the studio without "+" ("49"), for numbers in national form: with a
 *   leading zero, or of the country's fixed length where no zero is dialled ("(212) 555-0123" with "1"). NULL if
 *   unknown, then a national number keeps its digits ("030123456").
 *
 * Returns: a new string, or NULL where @text is no phone number (6 to 15 digits, ITU-T E.164).
 */
char *so_phone_normalise (const char *text, const char *country);

/**
 * so_phone_dup_key: what two ways of writing the same telephone have in common: Brazil's ninth digit of mobiles (never of landlines), Argentina's 9 or
 * 15, Mexico's 1, and a number that was stored before the studio's country was known. For proposals: nothing is ever sent to it.
 *
 * @normal: as so_phone_normalise() gives it. @country: as there.
 *
 * Returns: a new string.
 */
char *so_phone_dup_key (const char *normal, const char *country);

G_END_DECLS
