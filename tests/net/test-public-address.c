/* SPDX-License-Identifier: MIT */
#include "so-public-address.h"

static void
test_addresses (void)
{
  static const char *const good[] = { "1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.167.1.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1" };
  static const char *const bad[] = { "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1",
                                     "192.0.0.8", "198.18.0.1", "198.19.255.255", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1",
                                     "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2002:7f00:1::", "2001::1", "2001:db8::1" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (good[i]);

      if (!so_public_address_is (address))
        g_error ("%s is public", good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (bad[i]);

      if (so_public_address_is (address))
        g_error ("%s is not public", bad[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/public-address", test_addresses);
  return g_test_run ();
}
