// The payment processor's life, as iiko lives it: what is called when, and what becomes of the payment when the plugin throws.
using System;
using System.Linq;
using Loyalkit.Iiko;
using Resto.Front.Api;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Exceptions;

namespace ScriptedFront
{
    internal sealed class Cashier
    {
        private readonly Till till;
        private readonly IPaymentProcessor processor;
        private readonly Fields command;
        private readonly Operations editing;
        private readonly View view;

        public Cashier(Till till, IPaymentProcessor processor, Fields command, Operations editing, View view)
        {
            this.till = till;
            this.processor = processor;
            this.command = command;
            this.editing = editing;
            this.view = view;
        }

        private decimal Sum => command.Number("sum") ?? 0;
        private Guid Transaction => Guid.Parse(command.Text("transaction"));
        private bool Silently => command.Flag("silently");

        public void Do(Order order)
        {
            switch (command.Text("do"))
            {
                case "add": Add(order); break;
                case "addFromAfar": till.Change(order, () => order.All.Add(new Payment { Kind = Dictionary.Points, Sum = Sum, IsExternal = true })); break;
                case "edit": Edit(order); break;
                case "setSum": SetSum(order); break;
                case "pay": Pay(order); break;
                case "cancelPay": Cancel(order); break;
                case "deletePayment": Delete(order); break;
                case "return": Return(order); break;
                case "returnWithoutOrder": processor.ReturnPaymentWithoutOrder(Sum, order?.Id, Dictionary.Points.Id, Dictionary.Register, Dictionary.Cashier, null, view); break;
                default: throw new InvalidOperationException("no such command");
            }
        }

        /// <summary>The type is chosen: CollectData before there is an item, OnPaymentAdded after. What that one throws leaves the item where it is.</summary>
        private void Add(Order order)
        {
            var type = Dictionary.PaymentTypes.Single(one => one.Name == (command.Text("type") ?? Dictionary.Points.Name));
            processor.CollectData(order.Id, type.Id, Dictionary.Cashier, null, view, new Context(null, null));
            var item = new Payment { Kind = type, Sum = Sum };
            till.Change(order, () => order.All.Add(item));
            processor.OnPaymentAdded(order.Copy(), item, Dictionary.Cashier, editing, null, view, new Context(item, null));
        }

        /// <summary>On the screen of preliminary payments the plugin says whether the sum may be changed.</summary>
        private void Edit(Order order)
        {
            var item = Unpaid(order);
            if (processor.OnPreliminaryPaymentEditing(order.Copy(), item, Dictionary.Cashier, editing, null, view, new Context(item, null)))
                SetSum(order);
        }

        private void SetSum(Order order) => till.Change(order, () =>
        {
            var item = Unpaid(order);
            if (item.MaxSum != null && Sum > item.MaxSum)
                throw new InvalidOperationException("more than the payment's MaxSum");
            item.Sum = Sum;
        });

        /// <summary>A zero payment is taken away and never paid. One whose Pay throws has failed and goes, unless it is to be kept.</summary>
        private void Pay(Order order)
        {
            var item = Unpaid(order);
            if (item.Sum == 0)
            {
                till.Change(order, () => order.All.Remove(item));
                return;
            }
            item.IsPrepay = command.Flag("prepay");
            var context = new Context(item, command.Text("customData"));
            try
            {
                if (Silently && processor.CanPaySilently(item.Sum, order.Id, item.Kind.Id, context))
                    processor.PaySilently(item.Sum, order.Copy(), item, Transaction, Dictionary.Register, Dictionary.Cashier, null, context);
                else
                    processor.Pay(item.Sum, order.Copy(), item, Transaction, Dictionary.Register, Dictionary.Cashier, editing, null, view, context);
            }
            catch (Exception cause)
            {
                var kept = (cause as PaymentActionFailedException)?.KeepInOrder ?? (cause as PaymentActionCancelledException)?.KeepInOrder ?? false;
                if (!kept)
                    till.Change(order, () => order.All.Remove(item));
                throw;
            }
            till.Change(order, () =>
            {
                item.Status = PaymentStatus.Processed;
                item.Transaction = command.Text("transaction");
            });
        }

        private void Cancel(Order order)
        {
            var item = order.All.FirstOrDefault(one => one.Transaction == command.Text("transaction"));
            var context = new Context(item, null);
            var sum = item?.Sum ?? Sum;
            if (Silently)
                processor.EmergencyCancelPaymentSilently(sum, order.Id, Dictionary.Points.Id, Transaction, Dictionary.Register, Dictionary.Cashier, null, context);
            else
                processor.EmergencyCancelPayment(sum, order.Id, Dictionary.Points.Id, Transaction, Dictionary.Register, Dictionary.Cashier, null, view, context);
            if (item != null)
                till.Change(order, () => item.Status = PaymentStatus.New);
        }

        private void Delete(Order order)
        {
            var item = Unpaid(order);
            processor.OnPaymentDeleting(order.Copy(), item, Dictionary.Cashier, editing, null, view, new Context(item, null));
            till.Change(order, () => order.All.Remove(item));
        }

        private void Return(Order order)
        {
            var item = order.All.Single(one => one.Transaction == command.Text("transaction"));
            var context = new Context(item, null);
            if (Silently)
                processor.ReturnPaymentSilently(Sum, order.Id, Dictionary.Points.Id, Transaction, Dictionary.Register, Dictionary.Cashier, null, context);
            else
                processor.ReturnPayment(Sum, order.Id, Dictionary.Points.Id, Transaction, Dictionary.Register, Dictionary.Cashier, null, view, context);
            if (Sum == item.Sum)
                till.Change(order, () => item.Status = PaymentStatus.Storned);
        }

        private static Payment Unpaid(Order order) => order.All.First(one => one.Status == PaymentStatus.New);
    }
}
