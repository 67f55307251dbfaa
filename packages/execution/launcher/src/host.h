#ifndef HOST_H
#define HOST_H
int host_main(int argc, char **argv);
#endif
