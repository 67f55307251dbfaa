#include "account.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "fault.h"

static bool read_user(const char *name, struct account *account) {
  FILE *file = fopen("/etc/passwd", "re");
  struct passwd *entry;
  bool found = false;
  if (!file) return fail("open /etc/passwd");
  while (!found && (entry = fgetpwent(file))) {
    if (strcmp(entry->pw_name, name) != 0) continue;
    snprintf(account->name, sizeof account->name, "%s", entry->pw_name);
    snprintf(account->home, sizeof account->home, "%s", entry->pw_dir);
    account->uid = entry->pw_uid;
    account->gid = entry->pw_gid;
    found = true;
  }
  fclose(file);
  errno = ENOENT;
  return found || fail_about("find user", name);
}

static bool has_member(const struct group *group, const char *name) {
  for (char **member = group->gr_mem; *member; member++)
    if (strcmp(*member, name) == 0) return true;
  return false;
}

static bool read_groups(struct account *account) {
  FILE *file = fopen("/etc/group", "re");
  struct group *entry;
  if (!file) return fail("open /etc/group");
  account->group_count = 0;
  while (account->group_count < MAX_GROUPS && (entry = fgetgrent(file)))
    if (has_member(entry, account->name)) account->groups[account->group_count++] = entry->gr_gid;
  fclose(file);
  return true;
}

bool account_find(const char *name, struct account *account) { return read_user(name, account) && read_groups(account); }

bool account_become(const struct account *account) {
  for (int capability = 0; capability <= CAP_LAST_CAP; capability++)
    if (prctl(PR_CAPBSET_DROP, capability) < 0 && errno != EINVAL) return fail("drop bounding set");
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0) return fail("clear ambient capabilities");
  if (setgroups((size_t)account->group_count, account->groups) < 0) return fail("setgroups");
  if (setresgid(account->gid, account->gid, account->gid) < 0) return fail("setresgid");
  if (setresuid(account->uid, account->uid, account->uid) < 0) return fail("setresuid");
  if (setresuid(0, 0, 0) == 0) return fail_with("give up root", EPERM);
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 || fail("set no_new_privs");
}

bool account_act_as(const struct account *account) {
  if (setgroups((size_t)account->group_count, account->groups) < 0) return fail("setgroups");
  if (setresgid((gid_t)-1, account->gid, (gid_t)-1) < 0) return fail("set effective group");
  return setresuid((uid_t)-1, account->uid, (uid_t)-1) == 0 || fail("set effective user");
}

bool account_act_as_root(void) {
  if (setresuid((uid_t)-1, 0, (uid_t)-1) < 0) return fail("restore effective user");
  return setresgid((gid_t)-1, 0, (gid_t)-1) == 0 || fail("restore effective group");
}
