/* SPDX-License-Identifier: MIT */
#include "so-intent.h"

#include <string.h>

#define N_(text) text

static const SoSubCategory all[SO_N_SUB_CATEGORIES] = {
  { "INQUIRY", "class_information", "Class Information" },
  { "INQUIRY", "schedule_query", "Schedule Query" },
  { "INQUIRY", "location_directions", "Location/Directions" },
  { "INQUIRY", "instructor_details", "Instructor Details" },
  { "INQUIRY", "trial_class", "Trial Class" },
  { "PRICING", "fee_inquiry", "Fee Inquiry" },
  { "PRICING", "package_details", "Package Details" },
  { "PRICING", "discount_request", "Discount Request" },
  { "PRICING", "payment_options", "Payment Options" },
  { "BOOKING", "new_enrollment", "New Enrollment" },
  { "BOOKING", "class_reservation", "Class Reservation" },
  { "BOOKING", "private_session", "Private Session" },
  { "BOOKING", "group_booking", "Group Booking" },
  { "SCHEDULING", "reschedule_request", "Reschedule Request" },
  { "SCHEDULING", "cancellation", "Cancellation" },
  { "SCHEDULING", "makeup_class", "Makeup Class" },
  { "SCHEDULING", "time_change", "Time Change" },
  { "COMPLAINT", "service_issue", "Service Issue" },
  { "COMPLAINT", "billing_problem", "Billing Problem" },
  { "COMPLAINT", "instructor_complaint", "Instructor Complaint" },
  { "COMPLAINT", "facility_issue", "Facility Issue" },
  { "FEEDBACK", "positive_review", "Positive Review" },
  { "FEEDBACK", "suggestion", "Suggestion" },
  { "FEEDBACK", "testimonial", "Testimonial" },
  { "FEEDBACK", "referral", "Referral" },
  { "GENERAL", "greeting", "Greeting" },
  { "GENERAL", "thank_you", "Thank You" },
  { "GENERAL", "follow_up", "Follow-up" },
  { "GENERAL", "other", "Other" },
  { "URGENT", "emergency_contact", "Emergency Contact" },
  { "URGENT", "immediate_response_needed", "Immediate Response Needed" },
  { "URGENT", "complaint_escalation", "Complaint Escalation" },
  { "URGENT", "time_sensitive_booking", "Time-Sensitive Booking" },
};

const SoSubCategory *
so_sub_categories (guint *n)
{
  if (n)
    *n = SO_N_SUB_CATEGORIES;
  return all;
}

const SoSubCategory *
so_sub_category_find (const char *nick)
{
  for (guint i = 0; nick && i < SO_N_SUB_CATEGORIES; i++)
    if (!strcmp (nick, all[i].nick))
      return &all[i];
  return NULL;
}

static const struct { const char *nick, *label; } categories[SO_N_CATEGORIES] = {
  { "INQUIRY", N_("Inquiries") }, { "PRICING", N_("Prices") }, { "BOOKING", N_("Bookings") }, { "SCHEDULING", N_("Changes of Dates") },
  { "COMPLAINT", N_("Complaints") }, { "FEEDBACK", N_("Feedback") }, { "GENERAL", N_("Other") }, { "URGENT", N_("Urgent") },
};

const char *
so_category_nick (guint category)
{
  return categories[category].nick;
}

const char *
so_category_label (guint category)
{
  return categories[category].label;
}

gboolean
so_category_parse (const char *nick, guint *category)
{
  for (guint i = 0; nick && i < SO_N_CATEGORIES; i++)
    if (!strcmp (categories[i].nick, nick))
      return *category = i, TRUE;
  return FALSE;
}
