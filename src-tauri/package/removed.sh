#!/bin/sh
# When the package was removed, not when a newer one took its place: says where the calls are. They
# are their users', and no package's. dpkg calls it with `remove`, rpm with how many versions are left.
case "${1:-}" in
remove | 0) ;;
*) exit 0 ;;
esac
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
tr*) echo "Kimo kaldırıldı. Çağrılar, silinene dek her kullanıcının kendi ~/.local/share/kimo klasöründe kalır." ;;
ru*) echo "Kimo удалён. Звонки остаются у каждого пользователя в его папке ~/.local/share/kimo, пока её не удалят." ;;
*) echo "Kimo is removed. The calls stay in each user's own ~/.local/share/kimo until that folder is deleted." ;;
esac
