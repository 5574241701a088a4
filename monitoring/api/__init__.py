"""What programs read of monitoring: indicators, their values, annual reviews."""

from ninja import Router

from monitoring.api import indicators, reviews, values

ROUTERS: tuple[Router, ...] = (indicators.router, values.router, reviews.router)
