// Nest on Fastify with a handler in memory: `bare`, or `stock` with the ValidationPipe that its manual shows.
import 'reflect-metadata';
import { Body, Controller, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { Kept } from './kept.mjs';
import { serve } from './serve.mjs';

const decorate = (target, fields) => {
  for (const [field, decorators] of Object.entries(fields)) for (const one of decorators) one(target.prototype, field);
};

class Line {}
decorate(Line, {
  item: [IsString(), MinLength(1), MaxLength(100)],
  strength: [IsOptional(), IsString(), MaxLength(100)],
  quantity: [IsNumber(), Min(0.1), Max(10_000)],
  unit: [IsString(), MinLength(1), MaxLength(20)],
  substitution: [IsIn(['allowed', 'ask-first', 'never'])],
});

class Need {}
decorate(Need, {
  residentId: [IsString(), Matches(/^[0-9a-zA-Z][0-9a-zA-Z._~-]{0,99}$/)],
  kind: [IsIn(['medicine', 'groceries', 'escort', 'test-kits', 'visit', 'repair', 'counselling', 'information', 'other'])],
  lines: [IsArray(), ValidateNested({ each: true }), Type(() => Line)],
  daysLeft: [IsOptional(), IsNumber(), Min(0), Max(365)],
  urgency: [IsOptional(), IsIn(['life-critical', 'urgent', 'routine'])],
  urgencyReason: [IsOptional(), IsString(), MaxLength(500)],
  notes: [IsOptional(), IsString(), MaxLength(2_000)],
  evenIfOpen: [IsOptional(), IsBoolean()],
});

const kept = new Kept();
class NeedsController {
  create(body) {
    return kept.take(body);
  }
}
const { prototype } = NeedsController;
Reflect.defineMetadata('design:paramtypes', [Need], prototype, 'create');
Body()(prototype, 'create', 0);
Post('needs')(prototype, 'create', Object.getOwnPropertyDescriptor(prototype, 'create'));
Controller('api/intake')(NeedsController);
class House {}
Module({ controllers: [NeedsController] })(House);

const app = await NestFactory.create(House, new FastifyAdapter(), { logger: ['error'] });
if (process.argv[2] === 'stock') app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
await app.init();
await app.getHttpAdapter().getInstance().ready();
await serve(app.getHttpServer());
