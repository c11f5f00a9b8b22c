"""Addresses of reviews, households and forms, a file for each subject."""

from households.urls import forms, register, reviews

urlpatterns = [*reviews.urlpatterns, *register.urlpatterns, *forms.urlpatterns]
