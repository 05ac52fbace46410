/* Keeps others from moving a file, as a program does that looks for viruses, until its input ends. */
#include <stdio.h>
#include <windows.h>

int main(int count, char **words) {
  if (count != 2)
    return 2;
  if (CreateFileA(words[1], GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL) ==
      INVALID_HANDLE_VALUE)
    return 1;
  puts("held");
  fflush(stdout);
  while (getchar() != EOF) {
  }
  return 0;
}
