#ifndef SPEED_H
#define SPEED_H
int speed_main(void);
#endif
