/* SPDX-License-Identifier: MIT */
#include "so-gmail.h"
#include "so-whatsapp.h"

#include "so-base64url.h"
#include "so-mail-write.h"
#include "so-test-bulk.h"
#include "so-test-updates.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What is large may not be held in memory: each case runs in a process of its own, whose greatest size is measured, against a server in
 * this one. */

#define MB (1024 * 1024)
#define MOST_MB 64
#define MEDIA (100 * MB)
#define PHOTOS (15 * MB)
#define VIDEO (10 * MB)

#ifdef __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE   /* it keeps what was freed */
#else
#define IS_SANITIZED FALSE
#endif

typedef struct {
  SoTestBulk *bulk;
  char *folder, *media, *photos, *video, *mail, *got, *said;
} Fixture;

/* Nothing but zeros, and no room on the disk. */
static char *
make_file (Fixture *f, const char *name, guint64 size)
{
  char *path = g_build_filename (f->folder, name, NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT, 0600);

  g_assert_cmpint (ftruncate (fd, (off_t) size), ==, 0);
  close (fd);
  return path;
}

/* A mail with two files, as the service gives it: base64 in base64url in JSON. */
static void
make_mail (Fixture *f)
{
  const SoMailFile files[] = { { f->photos, "photos.zip", "application/zip" }, { f->video, "class.mp4", "video/mp4" } };
  SoMail mail = { .message_id = "large@example.com", .from_address = "ana@example.com", .to_address = "me@studio.example", .subject = "Photos",
                  .text = "Here they are", .date = G_GINT64_CONSTANT (1763722167000), .files = files, .n_files = G_N_ELEMENTS (files) };
  g_autofree char *plain = g_build_filename (f->folder, "plain", NULL);
  g_autofree guchar *piece = g_malloc (3 * MB);
  int fd = g_open (plain, O_RDWR | O_CREAT, 0600);
  FILE *out = g_fopen (f->mail, "w");
  gssize n;

  g_assert_true (so_mail_write (fd, &mail, NULL));
  fprintf (out, "{\"id\":\"m1\",\"threadId\":\"19b9c1d2e3f40500\",\"internalDate\":\"1763722167000\",\"labelIds\":[\"INBOX\"],\"raw\":\"");
  for (off_t at = 0; (n = pread (fd, piece, 3 * MB, at)) > 0; at += n)
    {
      g_autofree char *text = so_base64url_encode (piece, (gsize) n);
      fputs (text, out);
    }
  fprintf (out, "\"}");
  fclose (out);
  close (fd);
  g_unlink (plain);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("so-large-XXXXXX", NULL);
  f->media = make_file (f, "media", MEDIA);
  f->photos = make_file (f, "photos", PHOTOS);
  f->video = make_file (f, "video", VIDEO);
  f->mail = g_build_filename (f->folder, "mail", NULL);
  f->got = g_build_filename (f->folder, "got", NULL);
  f->said = g_build_filename (f->folder, "said", NULL);
  f->bulk = so_test_bulk_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  char *const paths[] = { f->media, f->photos, f->video, f->mail, f->got, f->said };

  so_test_bulk_free (f->bulk);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_unlink (paths[i]);
      g_free (paths[i]);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

/* In the process that is measured ------------------------------------------------------------------- */

/* kB of @name in /proc/self/status. */
static guint64
status_of (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, name);
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen (name), NULL, 10);
}

static const char *
base (void)
{
  return g_getenv ("SO_TEST_BASE");
}

static char *
file (const char *name)
{
  return g_build_filename (g_getenv ("SO_TEST_FOLDER"), name, NULL);
}

typedef struct {
  guint64 before;      /* kB */
  guint steps;
  guint64 now, all;
} Measure;

static void
begin (Measure *m)
{
  *m = (Measure) { 0 };
  /* The greatest size begins anew here. */
  g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  m->before = status_of ("\nVmRSS:");
}

static void
on_progress (guint64 now, guint64 all, gpointer data)
{
  Measure *m = data;

  g_assert_cmpuint (now, >=, m->now);
  g_assert_cmpuint (now, <=, all);
  m->steps++;
  m->now = now;
  m->all = all;
}

static void
end (Measure *m)
{
  guint64 most = status_of ("\nVmHWM:");
  guint64 more = (most > m->before ? most - m->before : 0) / 1024;

  g_autofree char *said = g_strdup_printf ("%" G_GUINT64_FORMAT " MB more at most, %u steps of progress", more, m->steps), *path = file ("said");

  g_assert_true (g_file_set_contents (path, said, -1, NULL));
  if (!IS_SANITIZED)
    g_assert_cmpuint (more, <, MOST_MB);
  g_assert_cmpuint (m->steps, >, 50);
  g_assert_cmpuint (m->now, ==, m->all);
}

static SoChannel *
new_whatsapp (void)
{
  g_autoptr (SoSecrets) secrets = so_test_secrets ("token");
  g_autofree char *settings = g_strdup_printf ("{\"api_base\":\"%s\",\"phone_number_id\":\"77\",\"waba_id\":\"88\"}", base ());
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .channel = SO_CHANNEL_WHATSAPP, .settings = settings };

  return SO_CHANNEL (so_whatsapp_new (&account, secrets, NULL));
}

static SoChannel *
new_gmail (void)
{
  g_autoptr (SoSecrets) secrets = so_secrets_memory ();
  g_autofree char *settings = g_strdup_printf ("{\"client_id\":\"client\",\"client_secret\":\"s\",\"api_base\":\"%s\",\"token_base\":\"%s/token\"}", base (), base ());
  SoAccount account = { .id = (char *) "a", .name = (char *) "Studio", .address = (char *) "me@studio.example", .settings = settings };

  so_secrets_store (secrets, "a", "refresh-token", "A test", "refresh", NULL, NULL);
  return SO_CHANNEL (so_gmail_new (&account, secrets, NULL));
}

static void
child_media_down (void)
{
  g_autoptr (SoChannel) channel = new_whatsapp ();
  g_autofree char *path = file ("got"), *mime = NULL;
  g_autoptr (GError) error = NULL;
  Measure m;
  GStatBuf info;

  begin (&m);
  so_channel_fetch (channel, "55", path, &mime, on_progress, &m, NULL, &error);
  g_assert_no_error (error);
  end (&m);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, MEDIA);
}

static void
send_files (SoChannel *channel, const SoIdentity *to, SoOutgoingFile *files, guint n)
{
  SoOutgoing outgoing = { .tag = "0199a5d2-7d1c-7000-8000-000000000001", .recipient = to, .text = "Here", .files = files, .n_files = n, .by_person = TRUE };
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  Measure m;

  begin (&m);
  outgoing.progress = on_progress;
  outgoing.progress_data = &m;
  g_assert_cmpint (so_channel_send (channel, &outgoing, &id, &error), ==, SO_SEND_ACCEPTED);
  g_assert_no_error (error);
  end (&m);
}

static void
child_media_up (void)
{
  static const SoIdentity ana = { SO_IDENTITY_PHONE, (char *) "+4915112345678", NULL };
  g_autoptr (SoChannel) channel = new_whatsapp ();
  g_autofree char *path = file ("media");
  SoOutgoingFile files[] = { { path, "class.mp4", "video/mp4", MEDIA } };

  send_files (channel, &ana, files, G_N_ELEMENTS (files));
}

static void
child_mail_out (void)
{
  static const SoIdentity ana = { SO_IDENTITY_EMAIL, (char *) "ana@example.com", (char *) "Ana" };
  g_autoptr (SoChannel) channel = new_gmail ();
  g_autofree char *photos = file ("photos"), *video = file ("video");
  SoOutgoingFile files[] = { { photos, "photos.zip", "application/zip", PHOTOS }, { video, "class.mp4", "video/mp4", VIDEO } };

  send_files (channel, &ana, files, G_N_ELEMENTS (files));
}

static void
fetch_part (SoChannel *channel, const SoPart *part, guint64 size)
{
  g_autofree char *path = file ("got"), *mime = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  so_channel_fetch (channel, part->remote, path, &mime, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint ((guint64) info.st_size, ==, size);
  g_unlink (path);
}

static void
child_mail_in (void)
{
  g_autoptr (SoChannel) channel = new_gmail ();
  g_autoptr (GPtrArray) updates = so_test_updates_new ();
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;
  const SoIncoming *incoming;
  gboolean more;
  Measure m;

  begin (&m);
  so_channel_pull (channel, NULL, updates, &next, &more, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (updates->len, ==, 1);
  incoming = ((SoUpdate *) updates->pdata[0])->incoming;
  g_assert_cmpuint (incoming->parts->len, ==, 3);
  fetch_part (channel, incoming->parts->pdata[1], PHOTOS);
  fetch_part (channel, incoming->parts->pdata[2], VIDEO);
  /* Fetched once more, when the program was started again in between. */
  g_clear_object (&channel);
  channel = new_gmail ();
  {
    g_autofree char *path = file ("got"), *mime = NULL;
    const SoPart *part = incoming->parts->pdata[1];
    so_channel_fetch (channel, part->remote, path, &mime, on_progress, &m, NULL, &error);
    g_assert_no_error (error);
    g_unlink (path);
    fetch_part (channel, incoming->parts->pdata[2], VIDEO);
  }
  end (&m);
}

/* In the process of the server --------------------------------------------------------------------- */

static void
run_child (Fixture *f, const char *name)
{
  g_autofree char *path = g_strconcat ("/channels/large/child/", name, "/subprocess", NULL);
  g_autofree char *said = NULL;
  g_auto (GStrv) environment = g_get_environ ();

  environment = g_environ_setenv (environment, "SO_TEST_BASE", so_test_bulk_get_base (f->bulk), TRUE);
  environment = g_environ_setenv (environment, "SO_TEST_FOLDER", f->folder, TRUE);
  g_test_trap_subprocess_with_envp (path, (const char *const *) environment, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_assert_true (g_file_get_contents (f->said, &said, NULL, NULL));
  g_test_message ("%s: %s", name, said);
}

static char *
zeros_sum (void)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *zeros = g_malloc0 (MB);

  for (guint i = 0; i < MEDIA / MB; i++)
    g_checksum_update (sum, zeros, MB);
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_media_down (Fixture *f, gconstpointer data)
{
  g_autofree char *sum = zeros_sum ();
  g_autofree char *where = g_strdup_printf ("{\"url\":\"%s/content\",\"mime_type\":\"video/mp4\",\"sha256\":\"%s\",\"file_size\":\"%u\",\"id\":\"55\"}",
                                            so_test_bulk_get_base (f->bulk), sum, MEDIA);

  so_test_bulk_answer_file (f->bulk, "/content", f->media);
  so_test_bulk_answer (f->bulk, "/55", where);
  run_child (f, "media-down");
  g_assert_cmpuint (so_test_bulk_requests (f->bulk, "/content"), ==, 1);
}

static void
test_media_up (Fixture *f, gconstpointer data)
{
  so_test_bulk_answer (f->bulk, "/media", "{\"id\":\"55\"}");
  so_test_bulk_answer (f->bulk, "/messages", "{\"messages\":[{\"id\":\"wamid.A\"}]}");
  run_child (f, "media-up");
  g_assert_cmpuint (so_test_bulk_requests (f->bulk, "/media"), ==, 1);
  g_assert_cmpuint (so_test_bulk_bytes (f->bulk, "/media"), >, MEDIA);
  g_assert_cmpuint (so_test_bulk_bytes (f->bulk, "/media"), <, MEDIA + 2048);
}

static void
answer_token (Fixture *f)
{
  so_test_bulk_answer (f->bulk, "/token", "{\"access_token\":\"access\",\"expires_in\":3600}");
}

static void
test_mail_out (Fixture *f, gconstpointer data)
{
  answer_token (f);
  so_test_bulk_answer (f->bulk, "/upload/", "{\"id\":\"m2\"}");
  run_child (f, "mail-out");
  g_assert_cmpuint (so_test_bulk_requests (f->bulk, "/upload/"), ==, 1);
  g_assert_cmpuint (so_test_bulk_bytes (f->bulk, "/upload/"), >, 33 * MB);
}

static void
test_mail_in (Fixture *f, gconstpointer data)
{
  make_mail (f);
  answer_token (f);
  so_test_bulk_answer (f->bulk, "/profile", "{\"emailAddress\":\"me@studio.example\",\"historyId\":\"7\"}");
  so_test_bulk_answer_file (f->bulk, "/messages/m1", f->mail);
  so_test_bulk_answer (f->bulk, "/messages?", "{\"messages\":[{\"id\":\"m1\"}]}");
  run_child (f, "mail-in");
  /* Once when it came, once for the files of a mail that came earlier: however many those are. */
  g_assert_cmpuint (so_test_bulk_requests (f->bulk, "/messages/m1"), ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*test) (Fixture *f, gconstpointer data); void (*child) (void); } cases[] = {
    { "media-down", test_media_down, child_media_down }, { "media-up", test_media_up, child_media_up },
    { "mail-in", test_mail_in, child_mail_in }, { "mail-out", test_mail_out, child_mail_out },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/channels/large/", cases[i].name, NULL);
      g_autofree char *child = g_strconcat ("/channels/large/child/", cases[i].name, "/subprocess", NULL);

      g_test_add (name, Fixture, NULL, set_up, cases[i].test, tear_down);
      g_test_add_func (child, cases[i].child);
    }
  return g_test_run ();
}
