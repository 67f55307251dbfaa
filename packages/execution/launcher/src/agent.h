#ifndef AGENT_H
#define AGENT_H
int agent_main(void);
#endif
