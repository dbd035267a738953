/* SPDX-License-Identifier: MIT */
#include "so-ctl.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "so-config.h"
#include "so-error.h"
#include "so-text.h"

G_DEFINE_QUARK (so-ctl-usage, so_ctl_usage)

gboolean
so_ctl_misused (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error)
    *error = g_error_new_valist (SO_CTL_USAGE, 0, format, args);
  va_end (args);
  return FALSE;
}

/* Options ---------------------------------------------------------------------------------------- */

/* Hides a number below 0 from GOption; nobody types it. */
#define NUMBER "\001"

/* "-2" is a number and no option; what stands behind an option is its value anyway. */
static gboolean
is_number (GStrv words, guint i)
{
  return words[i][0] == '-' && g_ascii_isdigit (words[i][1]) && (i == 0 || words[i - 1][0] != '-' || g_ascii_isdigit (words[i - 1][1]));
}

static gboolean
parse_options (SoCtl *ctl, const GOptionEntry *entries, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add (words, "studioctl");
  for (guint i = 0; ctl->args[i]; i++)
    {
      g_autofree char *marked = is_number (ctl->args, i) ? g_strconcat (NUMBER, ctl->args[i], NULL) : NULL;

      g_strv_builder_add (words, marked ? marked : ctl->args[i]);
    }
  argv = g_strv_builder_end (words);
  g_option_context_set_help_enabled (context, FALSE);
  if (entries)
    g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &argv, &wrong))
    return so_ctl_misused (error, "%s", wrong->message);
  g_strfreev (ctl->args);
  ctl->args = g_strdupv (argv + 1);
  for (guint i = 0; ctl->args[i]; i++)
    if (g_str_has_prefix (ctl->args[i], NUMBER))
      memmove (ctl->args[i], ctl->args[i] + strlen (NUMBER), strlen (ctl->args[i]) - strlen (NUMBER) + 1);
  if (ctl->args[0] && g_str_equal (ctl->args[0], "--"))
    {
      g_free (ctl->args[0]);
      memmove (ctl->args, ctl->args + 1, g_strv_length (ctl->args + 1) * sizeof (char *) + sizeof (char *));
    }
  return TRUE;
}

gboolean
so_ctl_parse (SoCtl *ctl, const GOptionEntry *entries, guint min, guint max, GError **error)
{
  guint n;

  if (!parse_options (ctl, entries, error))
    return FALSE;
  n = g_strv_length (ctl->args);
  if (n < min)
    return so_ctl_misused (error, "Something is missing after the command");
  if (n > max)
    return so_ctl_misused (error, "“%s” is too much", so_ctl_arg (ctl, max));
  return TRUE;
}

const char *
so_ctl_arg (SoCtl *ctl, guint i)
{
  if (!g_utf8_validate (ctl->args[i], -1, NULL))
    {
      char *clean = so_text_clean (ctl->args[i], -1);
      g_free (ctl->args[i]);
      ctl->args[i] = clean;
    }
  return ctl->args[i];
}

/* The studio ------------------------------------------------------------------------------------- */

SoStudio *
so_ctl_open (SoCtl *ctl, GError **error)
{
  g_autofree char *shown = NULL;

  if (ctl->studio)
    return ctl->studio;
  if (!so_store_exists (ctl->folder))
    {
      shown = g_filename_display_name (ctl->folder);
      so_fail (error, SO_ERROR_CHANGE,
               "There is no studio in %s. Make one with: studioctl --data %s init --name NAME --kind KIND", shown, shown);
      return NULL;
    }
  ctl->studio = so_studio_open (ctl->folder, error);
  return ctl->studio;
}

SoDb *
so_ctl_read (SoCtl *ctl, GError **error)
{
  SoStudio *studio = so_ctl_open (ctl, error);

  return studio ? so_store_read (so_studio_get_store (studio), error) : NULL;
}

/* Signals arrive on a thread of their own: g_cancellable_cancel() may not be called in a handler. */
static gpointer
wait_for_signal (gpointer data)
{
  sigset_t set;
  int signo;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &signo);
  g_cancellable_cancel (data);
  sigwait (&set, &signo);
  _exit (1);
}

GCancellable *
so_ctl_cancellable (void)
{
  static GCancellable *cancellable;
  sigset_t set;

  if (cancellable)
    return cancellable;
  cancellable = g_cancellable_new ();
  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signal, cancellable));
  return cancellable;
}

static gboolean progress_shown;

void
so_ctl_progress (const char *what, guint64 done, guint64 total)
{
  if (!isatty (STDERR_FILENO))
    return;
  progress_shown = TRUE;
  if (total)
    fprintf (stderr, "\r\033[K%s %u %%", what, (guint) (100.0 * (double) MIN (done, total) / (double) total));
  else
    fprintf (stderr, "\r\033[K%s %" G_GUINT64_FORMAT, what, done);
}

void
so_ctl_progress_end (void)
{
  if (progress_shown)
    fputs ("\r\033[K", stderr);
  progress_shown = FALSE;
}

/* Running ---------------------------------------------------------------------------------------- */

static void
print_help (const SoCtlCommand *command)
{
  if (command)
    {
      printf ("studioctl [--data DIR] [--json] %s %s\n\n%s\n", command->name, command->usage, command->does);
      return;
    }
  puts ("studioctl [--data DIR] [--json] COMMAND …\n\n"
        "  --data DIR   the studio's folder (default: $XDG_DATA_HOME/studio-os/default)\n"
        "  --json       one JSON document on standard output\n"
        "  --help       this, or with a command what follows it\n"
        "  --version    the version\n");
  for (command = so_ctl_commands; command->name; command++)
    printf ("  %-20s %s\n", command->name, command->does);
  puts ("\nExit status: 0 done, 1 failed (one line says why), 2 wrong usage.");
}

static gboolean
takes_value (const char *word)
{
  return g_str_has_prefix (word, "--") && !strchr (word, '=') && !g_str_equal (word, "--dry-run")
         && !g_str_equal (word, "--once") && !g_str_equal (word, "--merge");
}

/* Options that every command has may stand before or after it: takes them out of *@args. */
static gboolean
take_globals (SoCtl *ctl, GStrv *args, gboolean *help, gboolean *version, GError **error)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  gboolean literal = FALSE;
  char **words = *args;

  for (guint i = 0; words[i]; i++)
    {
      const char *word = words[i];

      if (literal)
        g_strv_builder_add (rest, word);
      else if (g_str_equal (word, "--json"))
        ctl->json = TRUE;
      else if (g_str_equal (word, "--help") || g_str_equal (word, "-h"))
        *help = TRUE;
      else if (g_str_equal (word, "--version"))
        *version = TRUE;
      else if (g_str_has_prefix (word, "--data=") || (g_str_equal (word, "--data") && words[i + 1]))
        {
          g_free (ctl->folder);
          ctl->folder = g_strdup (word[6] ? word + 7 : words[++i]);
        }
      else if (g_str_equal (word, "--data"))
        return so_ctl_misused (error, "--data needs a folder");
      else
        {
          literal = g_str_equal (word, "--");
          g_strv_builder_add (rest, word);
          /* "--text --json": what follows an option with a value is its value. */
          if (!literal && takes_value (word) && words[i + 1])
            g_strv_builder_add (rest, words[++i]);
        }
    }
  g_strfreev (*args);
  *args = g_strv_builder_end (rest);
  return TRUE;
}

static const SoCtlCommand *
find_command (char **args, guint *words)
{
  const SoCtlCommand *found = NULL;

  *words = 0;
  for (const SoCtlCommand *command = so_ctl_commands; args[0] && command->name; command++)
    {
      g_auto (GStrv) name = g_strsplit (command->name, " ", 2);

      if (!g_str_equal (args[0], name[0]) || (name[1] && (!args[1] || !g_str_equal (args[1], name[1]))))
        continue;
      if (g_strv_length (name) > *words)
        {
          found = command;
          *words = g_strv_length (name);
        }
    }
  return found;
}

static gboolean
run_command (SoCtl *ctl, GStrv *args, GError **error)
{
  gboolean help = FALSE, version = FALSE;
  const SoCtlCommand *command;
  guint words;

  if (!take_globals (ctl, args, &help, &version, error))
    return FALSE;
  command = find_command (*args, &words);
  if (version)
    return printf ("studioctl %s\n", APP_VERSION) > 0;
  if (help || (*args)[0] == NULL || g_str_equal ((*args)[0], "help"))
    {
      print_help (command);
      return help || (*args)[0] ? TRUE : so_ctl_misused (error, "No command was given");
    }
  if (!command)
    return so_ctl_misused (error, "There is no command “%s”", (*args)[0]);
  ctl->args = g_strdupv (*args + words);
  if (command->run (ctl, error))
    return TRUE;
  if (error && *error && (*error)->domain == SO_CTL_USAGE)
    g_prefix_error (error, "%s: ", command->name);
  return FALSE;
}

/* One line, whatever the message holds. */
static int
report (const GError *error)
{
  g_autofree char *clean = so_text_clean (error->message, -1);
  gboolean usage = error->domain == SO_CTL_USAGE;

  so_ctl_progress_end ();
  g_strdelimit (clean, "\n\r", ' ');
  g_strchomp (clean);
  fprintf (stderr, "studioctl: %s%s\n", clean, usage ? ". See: studioctl --help" : "");
  return usage ? 2 : 1;
}

int
so_ctl_run (int argc, char **argv)
{
  SoCtl ctl = { .folder = so_studio_default_folder () };
  g_auto (GStrv) args = g_strdupv (argc > 0 ? argv + 1 : argv);
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!run_command (&ctl, &args, &error))
    status = error ? report (error) : 1;
  so_ctl_progress_end ();
  if (status == 0 && (fflush (stdout) != 0 || ferror (stdout)))
    {
      fputs ("studioctl: The answer could not be written: make room on the disk and try again.\n", stderr);
      status = 1;
    }
  g_clear_object (&ctl.studio);
  g_strfreev (ctl.args);
  g_free (ctl.folder);
  return status;
}
