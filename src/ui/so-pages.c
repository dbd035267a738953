/* SPDX-License-Identifier: MIT */
#include "so-pages.h"

#include "so-analytics-page.h"
#include "so-approve-page.h"
#include "so-calls-page.h"
#include "so-contacts-page.h"
#include "so-inbox-page.h"
#include "so-leads-page.h"
#include "so-library-page.h"
#include "so-log-page.h"
#include "so-outbox-page.h"
#include "so-schedule-page.h"
#include "so-search-page.h"
#include "so-today-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static const SoPageInfo pages[] = {
  { "today", N_("Today"), "x-office-calendar-symbolic", so_today_page_new, TRUE },
  { "inbox", N_("Inbox"), "mail-unread-symbolic", so_inbox_page_new, TRUE },
  { "approve", N_("Approve"), "object-select-symbolic", so_approve_page_new, TRUE },
  { "outbox", N_("Outbox"), "document-send-symbolic", so_outbox_page_new, TRUE },
  { "log", N_("Decisions"), "so-decisions-symbolic", so_log_page_new, TRUE },
  { "leads", N_("Leads"), "view-dual-symbolic", so_leads_page_new, TRUE },
  { "schedule", N_("Schedule"), "so-week-symbolic", so_schedule_page_new, TRUE },
  { "calls", N_("Calls"), "call-start-symbolic", so_calls_page_new, TRUE },
  { "analytics", N_("Analytics"), "so-chart-symbolic", so_analytics_page_new, TRUE },
  { "contacts", N_("Contacts"), "system-users-symbolic", so_contacts_page_new, TRUE },
  { "knowledge", N_("Knowledge"), "accessories-dictionary-symbolic", so_library_page_new, TRUE },
  { "search", N_("Search"), "system-search-symbolic", so_search_page_new, FALSE },
};

const SoPageInfo *
so_pages (guint *n)
{
  *n = G_N_ELEMENTS (pages);
  return pages;
}
