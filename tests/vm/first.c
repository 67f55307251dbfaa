// The test machine's first process. From the initial RAM disk it loads the drivers of the virtual disks, moves to the
// first disk and runs the script on the second; then it is a pid 1 as an init is one: it waits for orphans too, and
// switches the machine off when the script has ended. With `systemd=1` on the kernel's command line it becomes systemd.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void end_machine(void) {
  sync();
  // The emulator was told to end where a machine would start again.
  reboot(RB_AUTOBOOT);
  for (;;) pause();
}

static void require(int answer, const char *step) {
  if (answer >= 0) return;
  printf("first process: %s: %s\n", step, strerror(errno));
  end_machine();
}

static void load_driver(const char *name) {
  char path[64];
  snprintf(path, sizeof path, "/drivers/%s.ko", name);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 && errno == ENOENT) return;
  require(file, path);
  require((int)syscall(SYS_finit_module, file, "", 0), path);
  close(file);
}

static void wait_for(const char *device) {
  for (int i = 0; i < 1000 && access(device, F_OK) < 0; i++) usleep(10000);
  require(access(device, F_OK), device);
}

static void mount_disk(const char *device, const char *place) {
  wait_for(device);
  require(mount(device, place, "ext4", MS_RDONLY | MS_NOATIME, NULL), device);
}

static void enter_disks(void) {
  mkdir("/dev", 0755);
  mkdir("/disk", 0755);
  require(mount("dev", "/dev", "devtmpfs", 0, NULL), "mount /dev");
  mount_disk("/dev/vda", "/disk");
  mount_disk("/dev/vdb", "/disk/codearena");
  require(mount("/dev", "/disk/dev", NULL, MS_MOVE, NULL), "move /dev");
  require(chdir("/disk"), "chdir");
  require(mount("/disk", "/", NULL, MS_MOVE, NULL), "move the root");
  require(chroot("."), "chroot");
  require(chdir("/"), "chdir");
}

static void run_script(const char *path) {
  execl("/bin/sh", "sh", path, NULL);
  require(-1, path);
}

int main(void) {
  static const char *const DRIVERS[] = {"virtio_ring", "virtio", "virtio_pci_legacy_dev", "virtio_pci_modern_dev", "virtio_pci", "virtio_blk"};
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (size_t i = 0; i < sizeof DRIVERS / sizeof *DRIVERS; i++) load_driver(DRIVERS[i]);
  enter_disks();
  if (getenv("systemd")) run_script("/codearena/tests/vm/systemd.sh");
  pid_t script = fork();
  require(script, "fork");
  if (script == 0) {
    setsid();
    run_script("/codearena/tests/vm/init.sh");
  }
  while (waitpid(-1, NULL, 0) != script || errno == EINTR) errno = 0;
  end_machine();
}
