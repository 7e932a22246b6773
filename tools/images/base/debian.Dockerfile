# Debian where no registry has it, of a root file system that mmdebstrap made.
FROM scratch
ADD rootfs.tar /
CMD ["bash"]
