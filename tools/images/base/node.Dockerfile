# Node and npm where no registry has them: what lies below `usr` was put there by the tool.
ARG DEBIAN_IMAGE
FROM ${DEBIAN_IMAGE}
COPY usr /usr
