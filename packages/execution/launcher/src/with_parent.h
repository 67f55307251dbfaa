#ifndef WITH_PARENT_H
#define WITH_PARENT_H
int with_parent_main(int argc, char **argv);
#endif
