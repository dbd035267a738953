/* SPDX-License-Identifier: MIT */
#include "so-phone-row.h"

void
so_phone_row_set_up (GtkEditable *row)
{
  GtkEditable *text = gtk_editable_get_delegate (row);

  g_return_if_fail (GTK_IS_TEXT (text));

  gtk_text_set_input_purpose (GTK_TEXT (text), GTK_INPUT_PURPOSE_PHONE);
  if (gtk_widget_get_direction (GTK_WIDGET (row)) != GTK_TEXT_DIR_RTL)
    return;
  gtk_widget_set_direction (GTK_WIDGET (text), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (text, 1);
}
