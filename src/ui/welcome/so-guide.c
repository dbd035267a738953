/* SPDX-License-Identifier: MIT */
#include "so-guide.h"

#include <glib/gi18n.h>

static const SoGuideQuestion classes[SO_GUIDE_QUESTIONS] = {
  { N_("How much is a class?"), "fee_inquiry", N_("A single class is 15 €.") },
  { N_("Do you have passes or memberships?"), "package_details", N_("Ten classes are 120 €, valid for six months.") },
  { N_("Can I come for a trial class?"), "trial_class", N_("Yes, the first class is 10 €. Just tell us which day.") },
  { N_("Do I need any experience?"), "class_information", N_("No. Beginner classes start from zero.") },
  { N_("What should I wear and bring?"), "class_information", N_("Comfortable clothes, clean shoes and water.") },
  { N_("How do I book a class?"), "class_reservation", N_("Write to us with the class and the day.") },
  { N_("How can I cancel or move a class?"), "cancellation", N_("Free of charge until 24 hours before.") },
  { N_("How can I pay?"), "payment_options", N_("Cash, card or bank transfer.") },
};

static const SoGuideQuestion lessons[SO_GUIDE_QUESTIONS] = {
  { N_("How much is a lesson?"), "fee_inquiry", N_("45 minutes are 35 €.") },
  { N_("Do you have monthly rates?"), "package_details", N_("Four lessons a month are 120 €.") },
  { N_("Can I come for a trial lesson?"), "trial_class", N_("Yes, 30 minutes for 15 €.") },
  { N_("From what age do you teach?"), "class_information", N_("From six years on.") },
  { N_("Do I need my own instrument?"), "class_information", N_("Not for the first weeks. You can rent one from us.") },
  { N_("Who teaches?"), "instructor_details", N_("Three teachers with a degree in music.") },
  { N_("How can I cancel or move a lesson?"), "cancellation", N_("Free of charge until 24 hours before.") },
  { N_("How can I pay?"), "payment_options", N_("By bank transfer at the start of the month.") },
};

static const SoGuideQuestion treatments[SO_GUIDE_QUESTIONS] = {
  { N_("How much is a treatment?"), "fee_inquiry", N_("It starts at 40 €. The price list is on our website.") },
  { N_("Do you have packages or gift cards?"), "package_details", N_("Five treatments for the price of four.") },
  { N_("Can I get advice before I book?"), "trial_class", N_("Yes, the first talk is free.") },
  { N_("How long does it take?"), "class_information", N_("Between 30 and 90 minutes.") },
  { N_("How should I prepare?"), "class_information", N_("Come ten minutes early, without make-up.") },
  { N_("How do I book an appointment?"), "class_reservation", N_("Write to us with the day that suits you.") },
  { N_("How can I cancel or move an appointment?"), "cancellation", N_("Free of charge until 24 hours before.") },
  { N_("How can I pay?"), "payment_options", N_("Cash or card.") },
};

static const SoGuideQuestion projects[SO_GUIDE_QUESTIONS] = {
  { N_("How much does it cost?"), "fee_inquiry", N_("Small projects start at 800 €.") },
  { N_("Do you have packages?"), "package_details", N_("Yes: Start, Plus and Care. Care is 190 € a month.") },
  { N_("Can we talk first?"), "trial_class", N_("Gladly: 30 minutes, free of charge.") },
  { N_("What do you do?"), "class_information", N_("Websites, photos and campaigns for small businesses.") },
  { N_("How long does a project take?"), "schedule_query", N_("Usually four to six weeks.") },
  { N_("How do we start?"), "new_enrollment", N_("Write to us what you need and by when.") },
  { N_("What if we have to stop or move a project?"), "cancellation", N_("Only what was done until then is charged.") },
  { N_("How can I pay?"), "payment_options", N_("By bank transfer, half of it at the start.") },
};

static const SoGuideQuestion profile_of_classes[SO_GUIDE_PROFILE] = {
  { N_("Where are you?"), "location_directions", N_("Hauptstraße 5, 10115 Berlin, second yard") },
  { N_("Which classes do you offer?"), "class_information", N_("Salsa, Bachata and Hip-Hop for all levels") },
  { N_("When are you open?"), "schedule_query", N_("Monday to Friday 10–21, Saturday 10–16") },
};

static const SoGuideQuestion profile_of_services[SO_GUIDE_PROFILE] = {
  { N_("Where are you?"), "location_directions", N_("Hauptstraße 5, 10115 Berlin, second yard") },
  { N_("Which services do you offer?"), "class_information", N_("Cut, colour and care") },
  { N_("When are you open?"), "schedule_query", N_("Monday to Friday 10–21, Saturday 10–16") },
};

typedef struct {
  const char *kind;
  const char *label;
  const SoGuideQuestion *questions;
  const SoGuideQuestion *profile;
} Guide;

static const Guide guides[] = {
  { "dance", N_("Dance studio"), classes, profile_of_classes },
  { "yoga", N_("Yoga studio"), classes, profile_of_classes },
  { "fitness", N_("Fitness studio"), classes, profile_of_classes },
  { "music", N_("Music school"), lessons, profile_of_classes },
  { "salon", N_("Hair or beauty salon"), treatments, profile_of_services },
  { "medspa", N_("Medical spa"), treatments, profile_of_services },
  { "agency", N_("Agency"), projects, profile_of_services },
};

static const Guide *
find (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (guides); i++)
    if (!g_strcmp0 (kind, guides[i].kind))
      return &guides[i];
  return &guides[0];
}

const SoGuideQuestion *
so_guide_questions (const char *kind)
{
  return find (kind)->questions;
}

const SoGuideQuestion *
so_guide_profile (const char *kind)
{
  return find (kind)->profile;
}

const char *
so_guide_kind_label (const char *kind)
{
  return _(find (kind)->label);
}
