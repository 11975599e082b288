# student: Yusuf Demir
# about: handed in untouched
# expected: 0
# base: release
