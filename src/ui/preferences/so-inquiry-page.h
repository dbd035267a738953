/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "so-studio.h"

G_BEGIN_DECLS

/* SoInquiryPage: which questions leads are asked, in which words and order, and whether drafts end with one. */
#define SO_TYPE_INQUIRY_PAGE (so_inquiry_page_get_type ())
G_DECLARE_FINAL_TYPE (SoInquiryPage, so_inquiry_page, SO, INQUIRY_PAGE, AdwNavigationPage)

AdwNavigationPage *so_inquiry_page_new (SoStudio *studio);
/* A group with the row that leads there. */
GtkWidget *so_inquiry_page_group (SoStudio *studio);

G_END_DECLS
