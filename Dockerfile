# digiteller for a user without rights, with its default weights: films are made without a network.
#
#     docker build -t digiteller .
#     docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/stories" digiteller all story.yaml
#
# Weights that are fetched later stay if /weights is a volume: -v digiteller-weights:/weights
FROM python:3.11-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev libgomp1
WORKDIR /src
RUN python -m venv /opt/digiteller
COPY requirements.lock ./
RUN /opt/digiteller/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY . .
RUN /opt/digiteller/bin/pip install --no-cache-dir --no-deps --no-build-isolation .
RUN DIGITELLER_HOME=/weights /opt/digiteller/bin/digiteller models pull --quiet

FROM python:3.11-slim
RUN apt-get update && apt-get install --yes --no-install-recommends libgomp1 libfribidi0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home digiteller && mkdir /stories && chown digiteller /stories
COPY --from=build /opt/digiteller /opt/digiteller
COPY --from=build --chown=digiteller /weights /weights
RUN chmod -R a+rwX /weights
ENV DIGITELLER_HOME=/weights
USER digiteller
WORKDIR /stories
RUN /opt/digiteller/bin/digiteller doctor
ENTRYPOINT ["/opt/digiteller/bin/digiteller"]
CMD ["--help"]
