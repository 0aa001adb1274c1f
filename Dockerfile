# One image for every part of a cluster: daemons, scheduler and workers must be of one version.
FROM python:3.11-slim-bookworm

# What WeasyPrint loads by name, as in scripts/setup.sh.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/briefgen
COPY requirements/ requirements/
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements/build.txt \
    && pip install --no-cache-dir --no-deps --require-hashes -r requirements/cluster.txt
COPY pyproject.toml README.md LICENSE ./
COPY src/ src/
COPY templates/ templates/
COPY briefs/ briefs/
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

RUN useradd --create-home --uid 1000 desk
USER desk
WORKDIR /desk
ENTRYPOINT []
CMD ["briefgen", "doctor"]
